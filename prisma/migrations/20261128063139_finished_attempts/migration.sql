-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "finished_at" TIMESTAMPTZ(3),
ADD COLUMN     "outcome" JSONB,
ADD COLUMN     "spent_at" TIMESTAMPTZ(3),
ALTER COLUMN "sealed_secrets" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "attempt_link_id_browser_hash_idx" ON "attempt"("link_id", "browser_hash");
