import type { Registry } from '../connectors/registry.ts';

/** The operations a workflow may name. */
export type Catalogue = Pick<Registry, 'names' | 'find'>;
