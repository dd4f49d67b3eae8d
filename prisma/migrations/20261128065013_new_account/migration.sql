-- AlterTable
ALTER TABLE "connection" ADD COLUMN     "new_account" JSONB;
