import { atera } from './atera/connector.ts';
import type { Connector } from './connector.ts';
import { graph } from './graph/connector.ts';
import { serviceNow } from './servicenow/connector.ts';
import { zohoAssist } from './zoho-assist/connector.ts';
import { zohoDesk } from './zoho-desk/connector.ts';

/** Every connector of the product; a new one is one line here. */
export const connectors: readonly Connector[] = [graph, atera, zohoDesk, serviceNow, zohoAssist];
