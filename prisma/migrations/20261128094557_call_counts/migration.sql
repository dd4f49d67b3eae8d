-- CreateTable
CREATE TABLE "call_count" (
    "integration_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "method" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "call_count_pkey" PRIMARY KEY ("integration_id","day","method","template")
);
