// All recorded orders, by the name of their file.
import { ONLINE_STORIES } from './online-stories.ts';
import { PICKUP_STORIES } from './pickup-stories.ts';
import type { Story } from './story.ts';

export const STORIES: Readonly<Record<string, Story>> = { ...ONLINE_STORIES, ...PICKUP_STORIES };
