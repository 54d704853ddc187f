// What the webhook is measured against: an Express route that reads the raw body, answers JSON, and does nothing else.
import express from 'express';

const app = express();
app.post('/', express.raw({ limit: '1mb', type: () => true }), (_request, response) => {
  response.json({ received: true });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') process.send?.(address.port);
});
process.once('disconnect', () => process.exit(0));
