import { readTable } from './read-table.ts';

/** OneNote. */
export const oneNoteCalls = readTable(`
Notes.Create Notes.Read | Notes.Create | Notes.Read.All
  GET {onenote}/notebooks
  GET {onenote}/notebooks/getrecentnotebooks(includepersonalnotebooks={})
  GET {onenote}/notebooks/{}
  GET {onenote}/notebooks/{}/sectiongroups
  GET {onenote}/notebooks/{}/sections
  GET {onenote}/operations/{}
  GET {onenote}/sectiongroups
  GET {onenote}/sectiongroups/{}
  GET {onenote}/sectiongroups/{}/sectiongroups
  GET {onenote}/sectiongroups/{}/sections
  GET {onenote}/sections
  GET {onenote}/sections/{}
Notes.Create | Notes.Create | Notes.ReadWrite.All
  POST {onenote}/notebooks
  POST {onenote}/notebooks/{}/copynotebook
  POST {onenote}/notebooks/{}/sectiongroups
  POST {onenote}/notebooks/{}/sections
  POST {onenote}/pages
  POST {onenote}/pages/{}/copytosection
  POST {onenote}/sectiongroups/{}/sectiongroups
  POST {onenote}/sectiongroups/{}/sections
  POST {onenote}/sections/{}/copytonotebook
  POST {onenote}/sections/{}/copytosectiongroup
  POST {onenote}/sections/{}/pages
Notes.Create Notes.Read | - | Notes.Read.All
  POST {onenote}/notebooks/getnotebookfromweburl
Notes.Read | Notes.Read | Notes.Read.All
  GET {onenote}/pages
  GET {onenote}/pages/{}
  GET {onenote}/pages/{}/content
  GET {onenote}/resources/{}/content
  GET {onenote}/sections/{}/pages
Notes.ReadWrite | Notes.ReadWrite | Notes.ReadWrite.All
  DELETE {onenote}/pages/{}
  PATCH {onenote}/pages/{}/content
User.Read | - | -
  GET {onenote}
`);
