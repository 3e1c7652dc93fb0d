import { type PlaceNode, type PlaceValue } from "./place-node.ts";

/** Names under which files keep properties that scripts know by another (Roblox's reflection, as rbx-dom has it). */
const NAMES: Readonly<Record<string, string>> = {
	size: "Size",
	shape: "Shape",
	archivable: "Archivable",
	Color3uint8: "Color",
	MaterialVariantSerialized: "MaterialVariant",
	formFactorRaw: "FormFactor",
	heat_xml: "Heat",
	size_xml: "Size",
	opacity_xml: "Opacity",
	riseVelocity_xml: "RiseVelocity",
	xmlRead_MaxDistance_3: "RollOffMaxDistance",
	xmlRead_MinDistance_3: "RollOffMinDistance",
	EmitterSize: "RollOffMinDistance",
	Health_XML: "Health",
	MaxPlayersInternal: "MaxPlayers",
	PreferredPlayersInternal: "PreferredPlayers",
	Part0Internal: "Part0",
	Part1Internal: "Part1",
	SignalBehavior2: "SignalBehavior",
	AvatarJointUpgrade_SerializedRollout: "AvatarJointUpgrade",
	DefinesCapabilities: "Sandboxed",
	CoordinateFrame: "CFrame",
	WorldPivotData: "WorldPivot",
	brickColor: "BrickColor",
};

/**
 * Properties that became a `Content`, and what the same is called as text, which scripts read as well. By class where
 * classes differ; `*` is every other.
 */
const CONTENT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	AudioContent: { Sound: "SoundId", AudioPlayer: "Asset" },
	AnimationContent: { "*": "AnimationId" },
	TextureContent: {
		Tool: "TextureId",
		HopperBin: "TextureId",
		FileMesh: "TextureId",
		SpecialMesh: "TextureId",
		MeshPart: "TextureID",
		"*": "Texture",
	},
	MeshContent: { "*": "MeshId" },
	CageMeshContent: { "*": "CageMeshId" },
	ReferenceMeshContent: { "*": "ReferenceMeshId" },
	CursorIconContent: { "*": "CursorIcon" },
	ActivatedCursorIconContent: { "*": "ActivatedCursorIcon" },
	MouseIconContent: { "*": "MouseIcon" },
	ColorMapContent: { "*": "ColorMap" },
	MetalnessMapContent: { "*": "MetalnessMap" },
	NormalMapContent: { "*": "NormalMap" },
	RoughnessMapContent: { "*": "RoughnessMap" },
	ImageContent: { "*": "Image" },
	HoverImageContent: { "*": "HoverImage" },
	PressedImageContent: { "*": "PressedImage" },
	TopImageContent: { "*": "TopImage" },
	MidImageContent: { "*": "MidImage" },
	BottomImageContent: { "*": "BottomImage" },
	FallbackImageContent: { "*": "FallbackImage" },
	VideoContent: { "*": "Video" },
	MoonTextureContent: { "*": "MoonTextureId" },
	SunTextureContent: { "*": "SunTextureId" },
	SkyboxBackContent: { "*": "SkyboxBk" },
	SkyboxDownContent: { "*": "SkyboxDn" },
	SkyboxFrontContent: { "*": "SkyboxFt" },
	SkyboxLeftContent: { "*": "SkyboxLf" },
	SkyboxRightContent: { "*": "SkyboxRt" },
	SkyboxUpContent: { "*": "SkyboxUp" },
};

const textNameOf = (className: string, content: string): string | undefined => {
	const names = CONTENT[content];
	return names?.[className] ?? names?.["*"];
};
const contentNames = Object.keys(CONTENT);
const contentNameOf = (className: string, text: string): string | undefined =>
	contentNames.find(name => textNameOf(className, name) === text);

const isContent = (value: PlaceValue): value is { type: "Content"; value: string } =>
	typeof value === "object" && value.type === "Content" && typeof value.value === "string";

/**
 * Gives a node a property by the name that a file has it under. What became a `Content` is given under both of its names,
 * since a file holds one of them and scripts read either.
 */
export function setProperty(node: PlaceNode, serialised: string, value: PlaceValue): void {
	const name = NAMES[serialised] ?? serialised;
	const text = textNameOf(node.className, name);
	const content = text === undefined ? contentNameOf(node.className, name) : name;
	const address = isContent(value) ? value.value : value;
	if (content === undefined || typeof address !== "string") node.properties[name] = value;
	else {
		node.properties[text ?? name] = address;
		node.properties[content] = { type: "Content", value: address };
	}
}

/** Tags as files keep them: names with a zero byte between them. */
export const tagsOf = (bytes: Buffer): string[] => bytes.toString("utf8").split("\0").filter(Boolean);
