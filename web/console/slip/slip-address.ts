// Where the slip of an order is: it opens beside the counter, which goes on ringing.
export const slipAddress = (orderId: string): string => `/boucher/bon/${encodeURIComponent(orderId)}`;
