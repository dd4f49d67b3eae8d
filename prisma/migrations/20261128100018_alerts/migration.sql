-- CreateTable
CREATE TABLE "alert_channel" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rules" TEXT[],
    "settings" JSONB NOT NULL DEFAULT '{}',
    "sealed_secret" TEXT,
    "quiet" JSONB,
    "tells_recovery" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "lease_owner" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_channel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_state" (
    "key" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_state_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "alert_item" (
    "id" UUID NOT NULL,
    "serial" BIGSERIAL NOT NULL,
    "channel_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "change" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "is_held" BOOLEAN NOT NULL DEFAULT false,
    "sent_at" TIMESTAMPTZ(3),
    "message_id" UUID,

    CONSTRAINT "alert_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alert_item_channel_id_sent_at_serial_idx" ON "alert_item"("channel_id", "sent_at", "serial");

-- CreateIndex
CREATE INDEX "alert_item_created_at_idx" ON "alert_item"("created_at");

-- AddForeignKey
ALTER TABLE "alert_item" ADD CONSTRAINT "alert_item_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channel"("id") ON DELETE CASCADE ON UPDATE CASCADE;
