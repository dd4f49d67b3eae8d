-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "host_lookup" JSONB,
ADD COLUMN     "host_retry_at" TIMESTAMPTZ(3);
