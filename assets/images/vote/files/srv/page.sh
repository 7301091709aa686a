# The voting page, printed; read by index.cgi, which has set: layout tag option_a option_b container hue choice.

# The browser's first language of the two that there are.
language=fr
IFS=', '
for wanted in $HTTP_ACCEPT_LANGUAGE; do
	case $wanted in
	fr | fr[-\;]*) break ;;
	en | en[-\;]*) language=en && break ;;
	esac
done
unset IFS

case $language in
en)
	question='Which do you prefer?'
	served='Served by container'
	reload='Reload the page: another container may answer.'
	chosen='Your choice'
	change='You can change your mind.'
	honest='Essaim’s stand-in for <b>instavote/vote</b>: your choice stays in this browser, no backend counts the votes.'
	;;
*)
	question='Lesquels préférez-vous ?'
	served='Servi par le conteneur'
	reload='Rechargez la page : un autre conteneur répondra peut-être.'
	chosen='Votre choix'
	change='Vous pouvez changer d’avis.'
	honest='Doublure d’Essaim pour <b>instavote/vote</b> : votre choix reste dans ce navigateur, aucun serveur ne compte les votes.'
	;;
esac

pressed_a=false
pressed_b=false
note=$question
case $choice in
a) pressed_a=true note="$chosen : $option_a. $change" ;;
b) pressed_b=true note="$chosen : $option_b. $change" ;;
esac
[ $language = fr ] || note=${note/ : /: }

style='
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column;
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { flex: 1; width: 100%; max-width: 860px; margin: 0 auto; padding: 40px 24px 24px; display: flex;
  flex-direction: column; justify-content: center; }
h1 { margin: 0; font-size: clamp(36px, 7vw, 60px); line-height: 1.1; letter-spacing: -.03em; }
h1 i { font-style: normal; font-weight: 300; opacity: .55; padding: 0 .08em; }
.note { margin: 10px 0 28px; font-size: 18px; }
form { display: grid; gap: 20px; margin: 0; }
button { position: relative; display: flex; align-items: center; gap: 20px; border: 0; padding: 22px; color: #fff;
  font-family: inherit; font-size: 30px; font-weight: 700; line-height: 1.1; text-align: left; cursor: pointer;
  transition: transform .15s, box-shadow .15s, opacity .15s; }
button:hover { transform: translateY(-3px); }
button:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; }
button svg { width: 96px; height: 96px; flex: none; }
button .tick { position: absolute; top: 16px; right: 16px; width: 30px; height: 30px; padding: 6px; border-radius: 50%;
  background: #fff; display: none; }
button[aria-pressed=true] .tick { display: block; }
.voted button[aria-pressed=false] { opacity: .75; }
.served { margin: 30px 0 0; display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; }
.served code { font: 600 17px/1 ui-monospace, "DejaVu Sans Mono", monospace; padding: 8px 12px; border-radius: 8px;
  color: #fff; background: hsl(var(--hue) 65% 27%); }
.served small { flex-basis: 100%; font-size: 14px; }
.tag { align-self: flex-start; margin: 0 0 18px; padding: 5px 12px; border-radius: 99px;
  font: 600 14px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; }
footer { padding: 16px 24px 22px; font-size: 13px; text-align: center; }

.plain { color: #16202c; background: #eef3f8; }
.plain main { align-items: center; text-align: center; }
.plain .tag { align-self: center; color: #35506b; background: #d9e5f0; }
.plain .note, .plain small, .plain footer { color: #4c5d70; }
.plain form { width: 100%; grid-template-columns: 1fr 1fr; }
.plain button { flex-direction: column; padding: 34px 22px; border-radius: 18px; box-shadow: 0 8px 24px #23405c2b; }
.plain button:hover { box-shadow: 0 14px 30px #23405c40; }
.plain button:focus-visible { outline-color: #16202c; }
.plain .cats { background: #1667b7; } .plain .dogs { background: #0b7a75; }
.plain .served { justify-content: center; }

.indent { color: #f4ecff; border-left: 14px solid #ffb454; background: linear-gradient(115deg, #1d1033 0 34%, #281546 34% 100%); }
.indent main { max-width: 980px; }
.indent .tag { color: #1d1033; background: #ffb454; font-size: 16px; }
.indent .note, .indent small, .indent footer { color: #cdbbe8; }
.indent button { max-width: 560px; border-radius: 6px; padding: 16px 28px; }
.indent button svg:first-child { width: 76px; height: 76px; }
.indent .dogs, .indent .served { margin-left: clamp(20px, 12vw, 140px); }
.indent .cats { background: #b4236b; } .indent .dogs { background: #6d3fd1; }
.indent .served code { background: hsl(var(--hue) 70% 84%); color: #1d1033; }
.indent footer { text-align: right; }

@media (max-width: 560px) {
  .plain form { grid-template-columns: 1fr; }
  .plain button { flex-direction: row; padding: 18px 22px; }
  button svg { width: 64px; height: 64px; }
}
@media (prefers-reduced-motion: reduce) { button { transition: none; } button:hover { transform: none; } }
'

tick='<svg class="tick" viewBox="0 0 18 18" aria-hidden="true"><path d="M3 9.5 7.2 14 15 4.5" fill="none" stroke="#16202c" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round"/></svg>'
cat='<svg viewBox="0 0 96 96" aria-hidden="true"><path d="M17 12 38 25q10-3 20 0L79 12q4 22 3 38c-1 21-17 34-34 34S15 71 14 50q-1-16 3-38Z" fill="#fff"/><path d="m24 24 9 6q-6 3-8 9-2-7-1-15Zm48 0-9 6q6 3 8 9 2-7 1-15Z" fill="#f5a8b8"/><g fill="#16202c"><ellipse cx="34" cy="49" rx="4.500" ry="6"/><ellipse cx="62" cy="49" rx="4.500" ry="6"/><path d="M43.500 60h9L48 65.500Z"/></g><path d="M48 65v4q-4 6-10 3m10-3q4 6 10 3M24 60 5 56m19 10L6 70m66-10 19-4M72 66l18 4" fill="none" stroke="#16202c" stroke-width="2.400" stroke-linecap="round"/></svg>'
dog='<svg viewBox="0 0 96 96" aria-hidden="true"><path d="M48 14c19 0 30 13 30 33 0 21-12 37-30 37S18 68 18 47c0-20 11-33 30-33Z" fill="#fff"/><path d="M30 17C18 13 7 20 6 37c-1 15 4 27 12 25 6-1 3-16 6-27 2-8 5-12 6-18Zm36 0c12-4 23 3 24 20 1 15-4 27-12 25-6-1-3-16-6-27-2-8-5-12-6-18Z" fill="#e2b57d"/><g fill="#16202c"><circle cx="36" cy="45" r="4.800"/><circle cx="60" cy="45" r="4.800"/><path d="M39 57q9-5 18 0-1 8-9 9-8-1-9-9Z"/></g><path d="M42 73q6 12 12 0Z" fill="#e8708a"/><path d="M48 66v5q-6 6-12 1m12-1q6 6 12 1" fill="none" stroke="#16202c" stroke-width="2.400" stroke-linecap="round"/></svg>'

printf '<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>%s vs %s</title>
<link rel="icon" href="data:,">
<style>%s</style>
</head>
' $language "$option_a" "$option_b" "$style"
printf '<body class="%s" style="--hue: %s" data-container="%s" data-tag="%s" data-choice="%s">
<main>
<p class="tag">instavote/vote:%s</p>
<h1>%s <i>vs</i> %s</h1>
<p class="note" role="status">%s</p>
' $layout "$hue" "$container" "$tag" "$choice" "$tag" "$option_a" "$option_b" "$note"
printf '<form method="post" action="/"%s>
<button class="cats" name="vote" value="a" aria-pressed="%s">%s<span>%s</span>%s</button>
<button class="dogs" name="vote" value="b" aria-pressed="%s">%s<span>%s</span>%s</button>
</form>
' "${choice:+ class=\"voted\"}" $pressed_a "$cat" "$option_a" "$tick" $pressed_b "$dog" "$option_b" "$tick"
printf '<p class="served">%s <code>%s</code> <small>%s</small></p>
</main>
<footer>%s</footer>
</body>
</html>
' "$served" "$container" "$reload" "$honest"
