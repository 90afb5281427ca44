-- Comments of many writers, each in their own name: the arguments after the address are a file with
-- one token a line, and a word that makes this run's texts its own.
local tokens, n, word = {}, 0, ''

function init(args)
  for token in io.lines(args[1]) do tokens[#tokens + 1] = token end
  word = args[2]
end

function request()
  n = n + 1
  local headers = {
    ['Authorization'] = 'Bearer ' .. tokens[n % #tokens + 1],
    ['Content-Type'] = 'application/json',
  }
  return wrk.format('POST', nil, headers, '{"body":"Komentar ' .. word .. ' nomor ' .. n .. '"}')
end
