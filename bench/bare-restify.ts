import restify from 'restify';

// What any desk on restify costs before it does anything: the baseline of start-up.ts.
const server = restify.createServer();
server.get('/healthz', async (_request, response) => void response.send(200));
server.listen(Number(process.env.PORT), '127.0.0.1');
