// `/`: every shop, whether it is open, and its hours today.
import { useQuery } from '@tanstack/react-query';
import { shopsQuery } from '../api/queries.ts';
import { useWords } from '../language/words.tsx';
import { FailureNotice } from '../layout/failure-notice.tsx';
import { Loading } from '../layout/loading.tsx';
import { PageFrame } from '../layout/page-frame.tsx';
import { ShopCard } from './shop-card.tsx';

export function ShopsPage() {
  const { texts } = useWords();
  return (
    <PageFrame title={texts.shared.home}>
      <div className="stack">
        <h1>{texts.shop.shopsTitle}</h1>
        <p className="lead">{texts.shop.shopsLead}</p>
      </div>
      <Shops />
    </PageFrame>
  );
}

function Shops() {
  const { texts } = useWords();
  const { data, error, refetch } = useQuery(shopsQuery);
  if (data === undefined) {
    return error === null ? <Loading /> : <FailureNotice error={error} retry={() => void refetch()} />;
  }
  if (data.data.length === 0) return <p>{texts.shop.noShops}</p>;
  return (
    <ul className="shops">
      {data.data.map((shop) => (
        <ShopCard key={shop.id} shop={shop} />
      ))}
    </ul>
  );
}
