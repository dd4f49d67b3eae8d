import { findResource } from '#lib/catalogue/resources';
import { readTable } from './read-table.ts';

const role = findResource('sharepoint').appId;

/** SharePoint's own REST API, below `/_api` of a site; its tokens are for the host of the site. */
export const sharePointApiCalls = readTable(`
# Without a person, SharePoint’s own API takes a token that was asked for with a certificate, and refuses one asked for with a secret.
AllSites.Read | - | ${role}/Sites.Read.All
  GET /_api/web
  GET /_api/web/**
  GET /_api/site
  GET /_api/site/**
  GET /_api/lists/**
  POST /_api/contextinfo
  POST /_api/web/{list}/getitems
  POST /_api/web/{list}/renderlistdataasstream
  GET /_api/v2.0/sites/**
  GET /_api/v2.0/drives/**
  GET /_api/v2.0/shares/**
  GET /_api/v2.1/sites/**
  GET /_api/v2.1/drives/**
  GET /_api/v2.1/shares/**
# It is the OneDrive of the person: there is none without a person.
MyFiles.Read AllSites.Read | - | -
  GET /_api/v2.0/me/drive
  GET /_api/v2.0/me/drive/**
  GET /_api/v2.0/drive
  GET /_api/v2.0/drive/**
  GET /_api/v2.1/me/drive
  GET /_api/v2.1/me/drive/**
  GET /_api/v2.1/drive
  GET /_api/v2.1/drive/**
# It is the OneDrive of the person: there is none without a person.
MyFiles.Write AllSites.Write | - | -
  POST PUT PATCH DELETE /_api/v2.0/me/drive/**
  POST PUT PATCH DELETE /_api/v2.0/drive/**
  POST PUT PATCH DELETE /_api/v2.1/me/drive/**
  POST PUT PATCH DELETE /_api/v2.1/drive/**
# Without a person, SharePoint’s own API takes a token that was asked for with a certificate, and refuses one asked for with a secret.
AllSites.Write | - | ${role}/Sites.ReadWrite.All
  POST PUT PATCH MERGE DELETE /_api/web/{list}/items
  POST PUT PATCH MERGE DELETE /_api/web/{list}/items/**
  POST PUT PATCH MERGE DELETE /_api/web/{file}
  POST PUT PATCH MERGE DELETE /_api/web/{file}/**
  POST PUT PATCH MERGE DELETE /_api/web/{folder}
  POST PUT PATCH MERGE DELETE /_api/web/{folder}/**
  POST /_api/web/folders
  POST /_api/web/{list}/addvalidateupdateitemusingpath
  POST PUT PATCH DELETE /_api/v2.0/sites/**
  POST PUT PATCH DELETE /_api/v2.0/drives/**
  POST PUT PATCH DELETE /_api/v2.1/sites/**
  POST PUT PATCH DELETE /_api/v2.1/drives/**
# Without a person, SharePoint’s own API takes a token that was asked for with a certificate, and refuses one asked for with a secret.
AllSites.Manage | - | ${role}/Sites.Manage.All
  POST /_api/web/lists
  POST /_api/web/lists/add
  POST PUT PATCH MERGE DELETE /_api/web/{list}
  POST PUT PATCH MERGE DELETE /_api/web/{list}/fields
  POST PUT PATCH MERGE DELETE /_api/web/{list}/fields/**
  POST PUT PATCH MERGE DELETE /_api/web/{list}/views
  POST PUT PATCH MERGE DELETE /_api/web/{list}/views/**
  POST PUT PATCH MERGE DELETE /_api/web/{list}/contenttypes
  POST PUT PATCH MERGE DELETE /_api/web/{list}/contenttypes/**
# Without a person, SharePoint’s own API takes a token that was asked for with a certificate, and refuses one asked for with a secret.
AllSites.FullControl | - | ${role}/Sites.FullControl.All
  POST PUT PATCH MERGE DELETE /_api/web
  POST /_api/web/webs/add
  POST /_api/web/breakroleinheritance
  POST /_api/web/breakroleinheritance/**
  POST DELETE /_api/web/roleassignments/**
  POST DELETE /_api/web/{list}/roleassignments/**
  POST PATCH MERGE DELETE /_api/web/siteusers/**
  POST PATCH MERGE DELETE /_api/web/sitegroups
  POST PATCH MERGE DELETE /_api/web/sitegroups/**
  GET POST PUT PATCH DELETE /_api/web/usercustomactions/**
# AllSites.Read searches as well, over what it may read.
Sites.Search.All AllSites.Read | - | ${role}/Sites.Read.All
  GET POST /_api/search/query
  POST /_api/search/postquery
  GET POST /_api/search/suggest
# Without a person, SharePoint’s own API takes a token that was asked for with a certificate, and refuses one asked for with a secret.
TermStore.Read.All | - | -
  GET /_api/v2.1/termstore
  GET /_api/v2.1/termstore/**
`);
