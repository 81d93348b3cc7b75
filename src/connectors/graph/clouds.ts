interface Cloud {
  readonly graph: string;
  readonly login: string;
}

/** Microsoft's clouds, each with hosts of its own: https://learn.microsoft.com/graph/deployments */
export const clouds = {
  global: { graph: 'graph.microsoft.com', login: 'login.microsoftonline.com' },
  'us-government': { graph: 'graph.microsoft.us', login: 'login.microsoftonline.us' },
  'us-dod': { graph: 'dod-graph.microsoft.us', login: 'login.microsoftonline.us' },
  china: { graph: 'microsoftgraph.chinacloudapi.cn', login: 'login.partner.microsoftonline.cn' },
} as const satisfies Readonly<Record<string, Cloud>>;
