-- CreateTable
CREATE TABLE "end_user_mail" (
    "integration_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,

    CONSTRAINT "end_user_mail_pkey" PRIMARY KEY ("integration_id")
);

-- CreateTable
CREATE TABLE "end_user_note" (
    "id" TEXT NOT NULL,
    "connection_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "end_user_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "end_user_note_done_at_next_at_idx" ON "end_user_note"("done_at", "next_at");

-- AddForeignKey
ALTER TABLE "end_user_mail" ADD CONSTRAINT "end_user_mail_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integration"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "end_user_mail" ADD CONSTRAINT "end_user_mail_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "end_user_note" ADD CONSTRAINT "end_user_note_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;
