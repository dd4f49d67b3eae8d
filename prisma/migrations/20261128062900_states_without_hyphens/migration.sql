-- Renaming a value of an enum rewrites no row: what is stored means what it meant.
ALTER TYPE "connection_status" RENAME VALUE 'needs-reauthorization' TO 'needs_reauthorization';
ALTER TYPE "link_kind" RENAME VALUE 'admin-consent' TO 'admin_consent';
ALTER TYPE "link_status" RENAME VALUE 'at-microsoft' TO 'at_microsoft';
ALTER TYPE "link_status" RENAME VALUE 'awaiting-admin' TO 'awaiting_admin';
