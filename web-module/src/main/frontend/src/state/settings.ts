import type { Permissions, RoomSettings } from '@holdline/client';

export type Switch = Exclude<keyof RoomSettings, 'max_participants'>;

export interface SettingGroup {
  readonly title: string;
  readonly switches: readonly { readonly name: Switch; readonly label: string; readonly note: string }[];
}

/** The settings of a room in plain words. The thirteenth, a number, stands with the first group. */
export const SETTING_GROUPS: readonly SettingGroup[] = [
  {
    title: 'At the door',
    switches: [
      { name: 'enable_waiting_room', label: 'Waiting room', note: 'Whoever comes waits until somebody lets them in.' },
      { name: 'lock_room', label: 'Lock the room', note: 'Nobody new comes in. Those inside can still come back.' },
      { name: 'require_host_to_start', label: 'Wait for the host', note: 'The meeting begins when the host is here.' },
      { name: 'mute_on_entry', label: 'Come in muted', note: 'Microphones are off at first.' },
      { name: 'disable_video_on_entry', label: 'Come in without camera', note: 'Cameras are off at first.' },
    ],
  },
  {
    title: 'In the room',
    switches: [
      { name: 'enable_chat', label: 'Chat', note: 'People can write to the room.' },
      { name: 'enable_reactions', label: 'Reactions', note: 'People can send a quick sign.' },
      { name: 'enable_screen_share', label: 'Screen sharing', note: 'People can show their screen.' },
      { name: 'enable_file_sharing', label: 'Files', note: 'People can share files.' },
      { name: 'enable_recording', label: 'Recording', note: 'The room may be recorded.' },
      { name: 'allow_participants_unmute', label: 'Unmute themselves', note: 'If off, only hosts and moderators switch microphones on.' },
      { name: 'allow_participants_rename', label: 'Change their name', note: 'If off, names stay as they are.' },
    ],
  },
];

export const PEOPLE_MAX = 10_000;

/** What stands in the field for the number of people, as a setting; nothing if it is none. */
export function peopleMax(text: string): number | null | undefined {
  if (text.trim() === '') {
    return null;
  }
  const number = Number(text);
  return Number.isInteger(number) && number >= 1 && number <= PEOPLE_MAX ? number : undefined;
}

export const PERMISSION_NAMES: Readonly<Record<keyof Permissions, string>> = {
  can_speak: 'Speak',
  can_share_video: 'Show a camera',
  can_share_screen: 'Show a screen',
  can_send_chat: 'Write',
  can_share_files: 'Share files',
  can_manage_participants: 'Manage people',
  can_record: 'Record',
};
