-- What is queued at once is due at the same moment: with the position, the queue is read in order and not sorted.
DROP INDEX "webhook_delivery_due_idx";
CREATE INDEX "webhook_delivery_due_idx" ON "webhook_delivery"("endpoint_id", "next_at", "position") WHERE "state" = 'waiting';
