/** Differences that are meant, by what they are about, each with the reason. Everything else is a fault. */
export const EXPLAINED: readonly { readonly subjects: RegExp; readonly reason: string }[] = [
	{
		subjects:
			/^class (BinaryStringValue|CustomEvent|CustomEventReceiver|Flag|FlagStand|FunctionalTest|GuiMain|Hint|HopperBin|Message|ParabolaAdornment|RenderingTest|Skin)$/,
		reason: "deprecated for years: the typings have left them out, Instance.new refuses them by name",
	},
	{
		subjects:
			/^class (AdvancedDragger|CSGDictionaryService|DebuggerWatch|FlyweightService|HeightmapImporterService|NonReplicatedCSGDictionaryService|PartOperationAsset|PluginAction|ReflectionMetadata\w*|StandalonePluginScripts|VirtualInputManager)$/,
		reason: "of plugins and of the engine itself: scripts of a game cannot create them",
	},
	{
		subjects: /^class (MemoryStoreService|Player|ProximityPromptService|TestService|Tween)$/,
		reason: "services, and what only the engine makes; the database has no mark on them",
	},
	{
		subjects: /^type (AuroraScript|ModuleScript|Script)\.Source$/,
		reason: "scripts cannot read a Source; the typings have a type of their own for it",
	},
	{
		subjects: /^property RootImportData\.ValidateUgcBody$/,
		reason: "not for scripts of a game: neither kind of the typings has it",
	},
	{
		subjects: /^enum (AudioCaptureMode|Language|SolidPrimitiveType|TagReplicability)$/,
		reason: "no public member has this type; the typings leave it out",
	},
	{
		subjects: /^enum (AssetType\.VoxelFragment|CollisionFidelity\.Scalable|SlimTintMode\.(LOD|Zone))$/,
		reason: "of a newer or unfinished feature that the typings do not have yet",
	},
	{
		subjects: /^(enum KeyCode\.Unknown|default InputBinding\.\w+)$/,
		reason: "the first item of KeyCode is None in the typings, Unknown in the database; both are 0",
	},
	{
		subjects: /^default HttpService\.HttpEnabled$/,
		reason: "the flag http-enabled; most runs want requests",
	},
	{
		subjects: /^default Players\.(MaxPlayers|PreferredPlayers)$/,
		reason: "what a live server has, not what a new file has",
	},
	{
		subjects: /^default RunService\.Name$/,
		reason: "its name in a running place",
	},
	{
		subjects: /^default StarterPlayer\.CharacterUseJumpPower$/,
		reason: "places made from a template since 2020 say false",
	},
	{
		subjects: /^default Workspace\.StreamingEnabled$/,
		reason: "places made from a template say true",
	},
];
