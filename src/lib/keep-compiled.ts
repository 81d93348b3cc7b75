import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Whoever may write there may also change the code itself. Where nobody may, each start compiles again. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/msp-command-center', import.meta.url));

/** Lets later starts find compiled what is loaded from now on: it takes half of the time. */
export function keepCompiled(): void {
  enableCompileCache(COMPILED);
}
