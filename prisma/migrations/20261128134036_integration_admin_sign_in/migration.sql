-- AlterTable
ALTER TABLE "integration" ADD COLUMN     "admin_sign_in" BOOLEAN NOT NULL DEFAULT true;
