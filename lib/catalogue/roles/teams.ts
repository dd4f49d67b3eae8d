import { defineRoles } from './define.ts';

export const teamsRoles = defineRoles({ resource: 'graph', product: 'Teams' }, [
  {
    name: 'Team.ReadBasic.All',
    line: 'Reads the names and descriptions of every team.',
    endUserLine: 'See the names of all teams',
  },
  {
    name: 'Channel.ReadBasic.All',
    line: 'Reads the names and descriptions of every channel.',
    endUserLine: 'See the names of all channels',
  },
  {
    name: 'TeamMember.Read.All',
    line: 'Reads who is in which team.',
    endUserLine: 'See who is in which team',
  },
  {
    name: 'ChannelMessage.Read.All',
    line: 'Reads the messages in every channel of every team.',
    endUserLine: 'Read the messages in all channels of all teams',
  },
  {
    name: 'Presence.Read.All',
    line: 'Sees whether anybody is available, busy or away.',
    endUserLine: 'See whether people in your organization are available, busy or away',
  },
  {
    name: 'TeamsActivity.Send',
    line: "Puts notifications into anybody's activity feed.",
    endUserLine: 'Send Teams notifications to anybody in your organization',
  },
  {
    name: 'OnlineMeetingTranscript.Read.All',
    line: 'Reads the transcripts of all online meetings; an application access policy has to name the organizers.',
    endUserLine: 'Read the transcripts of online meetings',
  },
  {
    name: 'OnlineMeetingRecording.Read.All',
    line: 'Reads the recordings of all online meetings; an application access policy has to name the organizers.',
    endUserLine: 'Watch the recordings of online meetings',
  },
]);
