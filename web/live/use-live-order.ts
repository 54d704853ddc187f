// Keeps one order and its timeline as they are now.
import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TimelineEntry } from '../api/bodies.ts';
import { orderStream } from '../api/endpoints.ts';
import { orderQuery, timelineQuery } from '../api/queries.ts';
import type { StreamState } from './stream.ts';
import { withEntry } from './timeline-line.ts';
import { gather, useStream } from './use-stream.ts';

/** @param orderId null until it is known that it may be read. */
export function useLiveOrder(orderId: string | null): StreamState {
  const client = useQueryClient();
  const { readOrder, readAll } = useMemo(() => {
    const id = orderId ?? '';
    const again = (queryKey: readonly unknown[]) => void client.invalidateQueries({ queryKey });
    return {
      readOrder: gather(() => again(orderQuery(id).queryKey)),
      readAll: gather(() => {
        again(orderQuery(id).queryKey);
        again(timelineQuery(id).queryKey);
      }),
    };
  }, [client, orderId]);
  return useStream(orderId === null ? null : orderStream(orderId), {
    onReady: readAll,
    onEntry(entry) {
      client.setQueryData<TimelineEntry[]>(timelineQuery(entry.orderId).queryKey, (known) =>
        withEntry(known ?? [], entry),
      );
      readOrder();
    },
  });
}
