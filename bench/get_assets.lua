-- Reads one asset after the other. Arguments: a file with an asset's id on each line.
local requests = {}
local next = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    requests[#requests + 1] = 'GET /api/v1/assets/' .. line .. ' HTTP/1.1\r\nHost: ' .. wrk.host .. '\r\n\r\n'
  end
end

function request()
  next = next % #requests + 1
  return requests[next]
end
