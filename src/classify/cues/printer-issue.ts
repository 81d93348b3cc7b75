import type { Cues } from './cues.ts';

export const printerIssue: Cues = {
  strong: [
    'printer*',
    'print|prints|printing|printed',
    'scanner|scanners|scanning',
    'install|installing|add|adding|setup|set|link|configure .. printer|scanner',
    'scan .. to|from|document|documents',
    'toner',
    'paper jam',
    'ink cartridge',
    'laserjet|officejet|deskjet|epson|xerox|lexmark|konica|kyocera|ricoh',
    'drucker*',
    'drucken|druckt',
    'impresora*',
    'imprimir|imprime',
    'imprimante|imprimantes|limprimante',
    'impressora*',
  ],
  fair: ['plotter', 'copier|photocopier', 'spooler', 'brother|canon', 'print queue', 'scannen', 'escáner'],
  weak: ['cartridge', 'tray', 'paper'],
};
