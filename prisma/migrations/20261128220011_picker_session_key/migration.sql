-- AlterTable
ALTER TABLE "picker_session" ADD COLUMN     "api_key_id" UUID;

-- CreateIndex
CREATE INDEX "picker_session_api_key_id_idx" ON "picker_session"("api_key_id");

-- AddForeignKey
ALTER TABLE "picker_session" ADD CONSTRAINT "picker_session_api_key_id_fkey" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE CASCADE;
