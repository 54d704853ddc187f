// What the server says a basket costs. The page adds nothing up.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { readQuote } from '../api/endpoints.ts';
import type { Basket } from './basket.ts';

export const useQuote = ({ shopId, lines }: Basket) =>
  useQuery({
    queryKey: ['quote', shopId, lines],
    queryFn: () => readQuote({ shopId, items: lines.map((line) => ({ ...line })) }),
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
    // Prices may change while a page stays open.
    staleTime: 30_000,
  });
