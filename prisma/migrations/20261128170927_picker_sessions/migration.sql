-- CreateTable
CREATE TABLE "picker_session" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "connection_id" UUID NOT NULL,
    "origins" TEXT[],
    "entry" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "picker_session_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "picker_session_token_hash_key" ON "picker_session"("token_hash");

-- CreateIndex
CREATE INDEX "picker_session_connection_id_idx" ON "picker_session"("connection_id");

-- CreateIndex
CREATE INDEX "picker_session_expires_at_idx" ON "picker_session"("expires_at");

-- AddForeignKey
ALTER TABLE "picker_session" ADD CONSTRAINT "picker_session_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
