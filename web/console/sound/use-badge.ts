// Says outside of the page how many orders wait: on the tab's title and icon, and on the app's where there is one.
import { useEffect } from 'react';
import waitingIcon from './icon-waiting.svg';

export function useBadge(count: number): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const usual = link?.getAttribute('href') ?? null;
    if (link !== null && count > 0) link.href = waitingIcon;
    showOnApp(count);
    return () => {
      if (link !== null && usual !== null) link.setAttribute('href', usual);
      showOnApp(0);
    };
  }, [count]);
}

/** Only installed pages have one, and may forbid it. */
function showOnApp(count: number): void {
  if (!('setAppBadge' in navigator)) return;
  const shown = count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge();
  shown.catch(() => undefined);
}
