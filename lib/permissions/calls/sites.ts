import { readTable } from './read-table.ts';

/** SharePoint sites, lists and pages. */
export const sitesCalls = readTable(`
- | - | Sites.Read.All
  GET /sites/getallsites
Files.Read Sites.Read.All | - | Files.Read.All Sites.Read.All Sites.ReadWrite.All
  GET /sites/{}/analytics
  GET /sites/{}/analytics/alltime
  GET /sites/{}/analytics/lastsevendays
  GET /sites/{}/getactivitiesbyinterval(startdatetime={},enddatetime={},interval={})
  GET /sites/{}/lists/{}/activities
Files.Read Sites.Read.All | - | Files.Read.All Sites.Read.All Sites.ReadWrite.All Sites.Manage.All Sites.FullControl.All
  GET /sites/{}/extensions
  GET /sites/{}/extensions/{}
Files.ReadWrite Sites.ReadWrite.All | - | Files.ReadWrite.All Sites.ReadWrite.All Sites.Manage.All Sites.FullControl.All
  POST PATCH DELETE /sites/{}/extensions
  POST PATCH DELETE /sites/{}/extensions/{}
Files.ReadWrite Sites.ReadWrite.All | Files.ReadWrite | Files.ReadWrite.All Sites.ReadWrite.All
  POST /sites/{}/pages/{}/publish
Sites.Archive.All Sites.FullControl.All | - | Sites.Archive.All Sites.FullControl.All
  POST /sites/{}/archive
  POST /sites/{}/unarchive
Sites.FullControl.All | - | Sites.FullControl.All
  POST /sites
  GET /sites/{}/contenttypes/{}/ispublished
  POST /sites/{}/contenttypes/{}/publish
  POST /sites/{}/contenttypes/{}/unpublish
  GET POST /sites/{}/permissions
  GET PATCH DELETE /sites/{}/permissions/{}
Sites.Manage.All | - | Sites.Manage.All
  POST /sites/{}/columns
  PATCH DELETE /sites/{}/columns/{}
  POST /sites/{}/contenttypes
  POST /sites/{}/contenttypes/addcopyfromcontenttypehub
  GET /sites/{}/contenttypes/getcompatiblehubcontenttypes
  PATCH DELETE /sites/{}/contenttypes/{}
  POST /sites/{}/contenttypes/{}/associatewithhubsites
  POST /sites/{}/contenttypes/{}/columns
  PATCH DELETE /sites/{}/contenttypes/{}/columns/{}
  POST /sites/{}/lists
  POST /sites/{}/lists/{}/columns
  PATCH DELETE /sites/{}/lists/{}/columns/{}
  POST /sites/{}/lists/{}/contenttypes/addcopy
  POST /sites/{}/lists/{}/contenttypes/addcopyfromcontenttypehub
  GET /sites/{}/lists/{}/contenttypes/getcompatiblehubcontenttypes
  PATCH DELETE /sites/{}/lists/{}/contenttypes/{}
Sites.Read.All | - | Sites.Read.All
  GET /groups/{}/sites/root
  GET /sites
  GET /sites/delta
  GET /sites/root
  GET /sites/{}
  GET /sites/{}/columns
  GET /sites/{}/columns/{}
  GET /sites/{}/contenttypes
  GET /sites/{}/contenttypes/{}
  GET /sites/{}/contenttypes/{}/columns
  GET /sites/{}/contenttypes/{}/columns/{}
  GET /sites/{}/items/{}/versions
  GET /sites/{}/items/{}/versions/{}
  GET /sites/{}/lists
  GET /sites/{}/lists/{}
  GET /sites/{}/lists/{}/columns
  GET /sites/{}/lists/{}/columns/{}
  GET /sites/{}/lists/{}/contenttypes
  GET /sites/{}/lists/{}/contenttypes/{}
  GET /sites/{}/lists/{}/items
  GET /sites/{}/lists/{}/items/delta
  GET /sites/{}/lists/{}/items/{}
  GET /sites/{}/lists/{}/items/{}/fields
  GET /sites/{}/lists/{}/items/{}/versions
  GET /sites/{}/lists/{}/items/{}/versions/{}
  GET /sites/{}/lists/{}/operations
  GET /sites/{}/lists/{}/operations/{}
  GET /sites/{}/lists/{}/permissions
  GET /sites/{}/lists/{}/permissions/{}
  GET /sites/{}/operations
  GET /sites/{}/operations/{}
  GET /sites/{}/pages
  GET /sites/{}/pages/{}
  GET /sites/{}/pages/{}/canvaslayout/horizontalsections
  GET /sites/{}/pages/{}/canvaslayout/verticalsection
  GET /sites/{}/pages/{}/getwebpartsbyposition(horizontalsectionid={},columnid={},webpartindex={},isinverticalsection={})
  GET /sites/{}/pages/{}/webparts
  GET /sites/{}/pages/{}/webparts/{}
  GET /sites/{}/pagetemplates
  GET /sites/{}/pagetemplates/{}
  GET /sites/{}/settings
  GET /sites/{}/sites
  GET /sites/{}:/{}
  GET {user}/homesite
  GET {user}/insights/shared
  GET {user}/insights/trending
  GET {user}/insights/trending/{}/resource
  GET {user}/insights/used
  GET {user}/insights/used/{}/resource
Sites.Read.All | - | -
  GET {user}/followedsites
Sites.ReadWrite.All | - | Sites.ReadWrite.All
  POST /sites/{}/contenttypes/{}/copytodefaultcontentlocation
  POST /sites/{}/lists/{}/items
  PATCH DELETE /sites/{}/lists/{}/items/{}
  PATCH /sites/{}/lists/{}/items/{}/fields
  POST /sites/{}/lists/{}/permissions
  PATCH DELETE /sites/{}/lists/{}/permissions/{}
  POST /sites/{}/pages
  POST /sites/{}/pages/createfromtemplate
  PATCH DELETE /sites/{}/pages/{}
  POST /sites/{}/pages/{}/saveastemplate
  POST /sites/{}/pagetemplates
  PATCH DELETE /sites/{}/pagetemplates/{}
  POST {user}/followedsites/add
  POST {user}/followedsites/remove
TermStore.Read.All | - | -
  GET /sites/{}/termstore
  GET /sites/{}/termstore/groups
  GET /sites/{}/termstore/groups/{}
  GET /sites/{}/termstore/groups/{}/sets
  GET /sites/{}/termstore/sets/{}
  GET /sites/{}/termstore/sets/{}/children
  GET /sites/{}/termstore/sets/{}/relations
`);
