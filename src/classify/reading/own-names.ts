import { wordsOf } from './words.ts';

/**
 * Words that stand beside "password", "account" or "licence" without naming somebody else or another system.
 * A word that is missing here holds a ticket back; a name that is here lets one through.
 */
export const ownNames: ReadonlySet<string> = new Set(
  wordsOf(`
    i me my mine myself our us we you your it its this that these those which what who when while where the a an and or but not no
    am is are was were be been do does did has have had can could would should will please pls thanks thank
    as at by for from in into of on out to with after again also always any anymore because before both each even every everything how if
    just last later least less many more most much never next now off once only over same several since so some soon still then there
    today tomorrow tonight too twice two three four five six seven until urgent urgently asap up very via weeks week days day hours hour
    minutes months month years year ages morning afternoon monday tuesday wednesday thursday friday saturday sunday home
    new old current previous first second own usual regular normal correct wrong right valid invalid expired forgotten lost locked
    temporary default initial saved stored whole entire personal main standard actual daily work company corporate business office
    user username name profile account accounts login signin email mail domain directory active ad azure entra network
    windows microsoft m365 o365 365 ms outlook teams exchange onedrive sharepoint word excel powerpoint
    computer laptop pc desktop notebook workstation machine device
    visio project copilot power bi premium basic plan pro e1 e3 e5 f3 seat subscription
    disk drive storage ssd memory space update updates installation program app software browser screen system it really totally completely
    simply somehow stupidly accidentally apparently probably embarrassingly clearly obviously honestly actually nearly almost who
    forgot change changed reset security reason reasons failed keeps expiring
    mein meine meinen meiner meinem das der die den dem ein eine einen ich mir mich uns bitte arbeit rechner benutzer anmeldung heute
    mi mis la el los las lo de del usuario cuenta correo electrónico trabajo ordenador favor inicio sesión acceso red empresa
    mon ma mes le les un une ce compte travail session ordinateur moi messagerie
    meu minha meus o os da do no na conta trabalho computador usuário rede e
  `),
);
