/** The step markers of one character's animations. */
export interface Markers {
	/** Whether the animation that last gave a marker still plays: its steps are then not reckoned from distance. */
	lead: () => boolean;
	destroy: () => void;
}

/** Tracks that were heard of and no longer play are forgotten beyond this number. */
const MOST_TRACKS = 24;

function animatorOf(model: Model): Animator | undefined {
	const controller = model.FindFirstChildOfClass("Humanoid") ?? model.FindFirstChildOfClass("AnimationController");
	return controller?.FindFirstChildOfClass("Animator");
}

/**
 * Listens to a marker in every animation that a character plays. Each track is connected once, however often it plays.
 *
 * @param onMarker gets the marker's parameter
 * @returns `undefined` where the model has no Animator (yet)
 */
export function watchMarkers(model: Model, name: string, onMarker: (parameter: string) => void): Markers | undefined {
	const animator = animatorOf(model);
	if (animator === undefined) return undefined;
	const tracks = new Map<AnimationTrack, RBXScriptConnection>();
	let leading: AnimationTrack | undefined;

	function prune(): void {
		for (const [track, connection] of tracks) {
			if (track.IsPlaying) continue;
			connection.Disconnect();
			tracks.delete(track);
		}
	}

	function listen(track: AnimationTrack): void {
		if (tracks.has(track)) return;
		if (tracks.size() >= MOST_TRACKS) prune();
		const connection = track.GetMarkerReachedSignal(name).Connect(parameter => {
			leading = track;
			onMarker(typeIs(parameter, "string") ? parameter : "");
		});
		tracks.set(track, connection);
	}

	const played = animator.AnimationPlayed.Connect(listen);
	for (const track of animator.GetPlayingAnimationTracks()) listen(track);

	return {
		lead: () => leading !== undefined && leading.IsPlaying,
		destroy: () => {
			played.Disconnect();
			for (const [, connection] of tracks) connection.Disconnect();
			tracks.clear();
			leading = undefined;
		},
	};
}
