import boundaries from "eslint-plugin-boundaries";
import robloxTs from "eslint-plugin-roblox-ts";
import sortImports from "eslint-plugin-simple-import-sort";
import tseslint from "typescript-eslint";

const BACKSLASH = {
	selector: "Literal[raw=/\\u005c\u0022/]",
	message: "roblox-ts leaves the backslash of \\\" in the text when there is a ' too; use a template literal.",
};
const PLAY_THROUGH_THE_PORT =
	"only src/shared/sound touches the engine's sounds: use createPlayback, a voice or a deck";
const ENGINE_OF_SOUND = [
	"NewExpression[callee.name='Instance'] > Literal[value=/^(Sound|Wire|Audio[A-Z].*)$/]",
	"MemberExpression[property.name='PreloadAsync']",
	"AssignmentExpression > MemberExpression.left[property.name=/^(SoundId|Playing|TimePosition|PlaybackSpeed|PlaybackRegion|Asset|Looping)$/]",
].map(selector => ({ selector, message: PLAY_THROUGH_THE_PORT }));

const WHICH_ENGINE = [
	"BinaryExpression > Literal[value='audio']",
	"SwitchCase > Literal[value='audio']",
	"Property[key.name=/ngine$/] > Literal[value=/^(sound|audio)$/]",
].map(selector => ({
	selector,
	message: "only src/shared/sound knows which engine plays; hand the choice on as it is",
}));
const ENGINE_FILES = {
	regex: "/(audio|sound)-(bus|playback)$",
	message: "only src/shared/sound knows the engines; use createPlayback, a voice, a deck or openBus",
};

export default tseslint.config(
	{ ignores: ["node_modules", "out", "build", "dist", "report", "include", "examples/**/node_modules"] },
	...tseslint.configs.recommended,
	{
		plugins: { "simple-import-sort": sortImports },
		rules: {
			"simple-import-sort/imports": "error",
			"simple-import-sort/exports": "error",
			"@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
			"@typescript-eslint/no-empty-object-type": "off",
			"@typescript-eslint/no-explicit-any": "error",
			"prefer-const": "error",
			eqeqeq: "error",
		},
	},
	{
		...robloxTs.configs.recommended,
		files: ["src/**/*.ts", "test/rbx/**/*.ts"],
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { project: "./tsconfig.spec.json", tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			...robloxTs.configs.recommended.rules,
			// `result, err, problem` is the public form of every call: several results are meant.
			"roblox-ts/no-user-defined-lua-tuple": "off",
			"no-restricted-syntax": ["error", BACKSLASH],
		},
	},
	{
		// Which engine plays is known in one room: everything else plays through its port.
		files: ["src/**/*.ts"],
		ignores: ["src/shared/sound/**", "**/*.spec.ts"],
		rules: {
			"no-restricted-syntax": ["error", BACKSLASH, ...ENGINE_OF_SOUND, ...WHICH_ENGINE],
			"no-restricted-imports": ["error", { patterns: [ENGINE_FILES] }],
		},
	},
	{
		// A function fits on a screen. An exception says why at its place.
		files: ["src/**/*.ts", "scripts/**/*.ts", "tools/**/*.ts", "bench/**/*.ts"],
		ignores: ["**/*.test.ts", "**/*.spec.ts"],
		rules: { "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }] },
	},
	{
		// Members that games call with a colon are methods; the files that declare them are these. Everywhere else a member is a
		// property, called with a dot: roblox-ts compiles the two differently.
		files: ["src/**/*.ts"],
		ignores: [
			"src/player/{index,access/index,radio/player-handle}.ts",
			"src/server/audioscape/audioscape.ts",
			"src/server/analytics/methods.ts",
			"src/server/catalog/port.ts",
			"src/server/generation/{fine-voice,sense-audio}.ts",
			"src/server/{list-player,mix,radio,sound-bank,zones}/types.ts",
			"src/shared/asset-service/{index,pages}.ts",
			"src/shared/catalog/methods.ts",
			"src/shared/{footsteps,mix,radio}/types.ts",
			// Things with methods of others are what a scope releases.
			"src/shared/scope/scope.ts",
			"src/**/*.spec.ts",
		],
		rules: { "@typescript-eslint/method-signature-style": ["error", "property"] },
	},
	{
		// A type test has values for their types alone.
		files: ["test/types/**/*.ts"],
		rules: { "@typescript-eslint/no-unused-vars": "off" },
	},
	{
		// On whose machine does a file run, and whom may it know? Its path says so: see docs/architecture.md.
		files: ["src/**/*.ts"],
		plugins: { boundaries },
		settings: {
			"import/resolver": { typescript: { project: "./tsconfig.spec.json" } },
			"boundaries/include": ["src/**/*.ts"],
			"boundaries/elements": [
				{ type: "server", pattern: "src/server" },
				{ type: "player", pattern: "src/player" },
				{ type: "shared", pattern: "src/shared" },
			],
		},
		rules: {
			"boundaries/dependencies": [
				"error",
				{
					default: "allow",
					message:
						"src/{{from.element.type}} must not know src/{{to.element.type}}: what both need belongs into src/shared",
					policies: [
						{ from: { element: { type: "server" } }, disallow: { to: { element: { type: "player" } } } },
						{ from: { element: { type: "player" } }, disallow: { to: { element: { type: "server" } } } },
						{ from: { element: { type: "shared" } }, disallow: { to: { element: { type: ["server", "player"] } } } },
					],
				},
			],
		},
	},
);
