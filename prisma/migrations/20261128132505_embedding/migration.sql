-- AlterTable
ALTER TABLE "integration" ADD COLUMN     "allowed_origins" TEXT[];

-- CreateTable
CREATE TABLE "opening" (
    "id" UUID NOT NULL,
    "link_id" UUID NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "origin" TEXT,
    "return_url" TEXT,
    "socket_hash" BYTEA,
    "known_at" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "opening_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "opening_socket_hash_key" ON "opening"("socket_hash");

-- CreateIndex
CREATE INDEX "opening_link_id_browser_hash_created_at_idx" ON "opening"("link_id", "browser_hash", "created_at");

-- AddForeignKey
ALTER TABLE "opening" ADD CONSTRAINT "opening_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "connect_link"("id") ON DELETE CASCADE ON UPDATE CASCADE;
