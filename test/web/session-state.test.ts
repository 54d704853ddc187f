// Whether somebody is signed in, as answers tell: begun, ended, back, or somebody else.
import { beforeEach, expect, it } from 'vitest';
import { type Comeback, createSession, type Session } from '../../web/api/session.ts';

let session: Session;
let told: number;
let back: Comeback[];
beforeEach(() => {
  session = createSession();
  [told, back] = [0, []];
  session.subscribe(() => {
    told += 1;
  });
  session.onBack((who) => back.push(who));
});

it('nobody from the start → none, not ended; signed in then → back', () => {
  session.noteNobody();
  session.noteNobody();
  expect([session.state(), told]).toEqual(['none', 1]);
  session.noteUser('marie');
  expect([session.state(), told, back]).toEqual(['held', 2, ['same']]);
});

it('somebody from the start, seen again and again → held, and nobody is told twice', () => {
  session.noteUser('marie');
  session.noteUser('marie');
  expect([session.state(), told, back]).toEqual(['held', 1, []]);
});

it('somebody was there and is no more → ended, however often it is heard; the same again → back', () => {
  session.noteUser('marie');
  session.noteNobody();
  session.noteNobody();
  expect(session.state()).toBe('ended');
  session.noteUser('marie');
  expect([session.state(), back]).toEqual(['held', ['same']]);
});

it('somebody else, after the end or without one → said so', () => {
  session.noteUser('marie');
  session.noteUser('paul');
  session.noteNobody();
  session.noteUser('marie');
  expect(back).toEqual(['other', 'other']);
});

it('who stopped listening → hears nothing', () => {
  const heard: Comeback[] = [];
  session.onBack((who) => heard.push(who))();
  session.noteNobody();
  session.noteUser('marie');
  expect([heard, back]).toEqual([[], ['same']]);
});
