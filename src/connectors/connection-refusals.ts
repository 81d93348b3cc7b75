import type { Customer } from '../domain/customer.ts';
import type { Connector } from './connector.ts';
import { ConnectorError } from './connector-error.ts';
import { vendorError } from './vendor-error.ts';

/** `desk.yaml` says nothing of it. */
export function notConnected({ id, name }: Customer, connector: Connector): ConnectorError {
  return new ConnectorError('unavailable', `${connector.title} is not connected for ${name}.`, {
    remedy: `Add connectors.${connector.name} to the customer ${id} in desk.yaml.`,
    definite: true,
  });
}

/** Where the credential should be is told to whoever can put it there, and to nobody who only asked for something. */
export function noCredential({ title }: Connector, cause: unknown): ConnectorError {
  const { message, remedy } = (cause ?? {}) as { readonly message?: string; readonly remedy?: string };
  return new ConnectorError('unauthorized', `${title}: The credential can't be read.`, {
    remedy: [message, remedy ?? 'Put the credential where desk.yaml says.'].filter(Boolean).join(' '),
    definite: true,
    cause,
  });
}

/** The credential has opened the data of somebody else. */
export function locked({ id }: Customer, { name, title }: Connector): ConnectorError {
  return vendorError(title, 'Wrong organisation', {
    remedy: `The credential is locked. Put the right one where connectors.${name} of the customer ${id} says, or correct what desk.yaml says there; then run npx msp check.`,
    definite: true,
  });
}

/** Production begins with a test that was good. */
export function untested({ id, name }: Customer, connector: Connector): ConnectorError {
  return new ConnectorError('unavailable', `${connector.title} was not tested for ${name} with this credential yet.`, {
    remedy: `Run npx msp check --customer ${id}; production begins when it is green.`,
    definite: true,
  });
}
