import type { Cues } from './cues.ts';

export const backupRestore: Cues = {
  strong: [
    'recycle bin',
    'version history',
    'rollback|roll .. back',

    'backup*',
    'back up',
    'restore .. file|files|folder|mailbox|data|database|email|emails|version|document|spreadsheet|historical|service',
    'recover|recovering|recovery|retrieve|undelete .. file|files|folder|data|deleted|document|documents|emails|software',
    'accidentally deleted|removed|overwrote|overwritten',
    'deleted .. file|files|folder|by accident|mistake|accidentally',
    'previous version',
    'restore .. from',
    'snapshot',
    'lost .. file|files|folder|data|document|documents',
    'export my data',
    'datensicherung|sicherung|wiederherstellen|wiederherstellung',
    'gelöscht*',
    'copia de seguridad',
    'copias de seguridad',
    'recuperar|restaurar .. archivo|archivos|carpeta|datos|fichero|ficheros|arquivo|arquivos|pasta|dados',
    'sauvegarde*',
    'restaurer|récupérer .. fichier|fichiers|dossier|données',
    'cópia de segurança',
  ],
  fair: ['restore*', 'recover*', 'deleted', 'archived .. files'],
  weak: ['lost', 'copy', 'lose .. files'],
};
