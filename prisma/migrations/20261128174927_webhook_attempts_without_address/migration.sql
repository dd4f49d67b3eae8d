-- AlterTable
ALTER TABLE "webhook_attempt" DROP COLUMN "url";
