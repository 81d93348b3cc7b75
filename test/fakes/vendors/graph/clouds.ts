/** Said again here, so that a slip in the product's own table shows. */
export const clouds = {
  global: { graph: 'graph.microsoft.com', login: 'login.microsoftonline.com' },
  'us-government': { graph: 'graph.microsoft.us', login: 'login.microsoftonline.us' },
  'us-dod': { graph: 'dod-graph.microsoft.us', login: 'login.microsoftonline.us' },
  china: { graph: 'microsoftgraph.chinacloudapi.cn', login: 'login.partner.microsoftonline.cn' },
} as const;
