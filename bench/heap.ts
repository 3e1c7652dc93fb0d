/** Luau: `heap()` is the least that Luau needed while enough garbage was made for several collections, in kilobytes. */
export const HEAP = `
local function heap(): number
	local least = math.huge
	for _ = 1, 3 do
		for _ = 1, gcinfo() do
			local _ = table.create(128, 0)
			least = math.min(least, gcinfo())
		end
	end
	return least
end
`;
