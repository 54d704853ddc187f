-- What the gauges count, however many orders there ever were.
CREATE INDEX "Notice_unsent_idx" ON "Notice"("channel") WHERE "status" IN ('SENDING', 'RELEASED');
