-- AlterTable
ALTER TABLE "operator_session" ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "audit_event" ADD COLUMN     "fold_key" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "audit_event_fold_key_key" ON "audit_event"("fold_key");

-- A session from before counts from when it began.
UPDATE "operator_session" SET "confirmed_at" = "created_at";
