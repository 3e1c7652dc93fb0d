// Playlists that were made in the portal, and one of them with everything in it.
import AudioScape from "@rbxts/audioscape";
import { HttpService } from "@rbxts/services";

const client = new AudioScape(HttpService.GetSecret("audioscape"));

const [lists, err] = client.listPlaylists();
if (lists !== undefined) {
	for (const playlist of lists.playlists) print(playlist.name, playlist.track_count, playlist.kind);

	const [study, studyErr] = client.getPlaylist({ playlist_id: lists.playlists[1].id });
	if (study === undefined) warn(studyErr);
	else
		study.tracks.forEach((track, index) => {
			if (index < 3) print(index + 1, track.name);
		});
} else warn(err);
