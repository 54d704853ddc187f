// Trickles at the address it is given, in a process of its own, so that whoever measures is not kept waiting by it.
import { openTrickle } from '../support/trickle.ts';

const [url = '', count = '0'] = process.argv.slice(2);
const trickle = await openTrickle(url, Number(count));
process.send?.('open');
process.once('disconnect', () => {
  trickle.close();
  process.exit(0);
});
