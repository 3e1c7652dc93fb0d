import { SoundService, Workspace } from "@rbxts/services";

type Located = { Position: Vector3 };

/** Where this machine listens from: what the game set with `SetListener`, else the camera. */
export function listenerPosition(): Vector3 {
	const [kind, value] = SoundService.GetListener() as LuaTuple<[Enum.ListenerType, unknown]>;
	if (kind === Enum.ListenerType.ObjectPosition || kind === Enum.ListenerType.ObjectCFrame) {
		if (typeIs(value, "Instance") && value.IsA("BasePart")) return value.Position;
	} else if (kind === Enum.ListenerType.CFrame && typeIs(value, "CFrame")) return (value as Located).Position;
	const camera = Workspace.CurrentCamera;
	return camera !== undefined ? camera.CFrame.Position : Vector3.zero;
}
