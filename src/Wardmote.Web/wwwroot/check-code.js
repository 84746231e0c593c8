// Checks an inspection code in the browser: no network, no app. The page /inspection-code/ carries it inline; see docs/inspection-code.md.
// The same rules as InspectionCode.Verify in src/Wardmote/Inspections/InspectionCode.cs; tests/Wardmote.Tests/Inspections runs both on the same codes.

const LONGEST = 700;
const strict = new TextDecoder("utf-8", { fatal: true });

function bytesOf(base64url) {
  if (!/^[A-Za-z0-9_-]+$/.test(base64url)) throw new Error("not base64url");
  const plain = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (c) => c.charCodeAt(0));
}

function read(payload) {
  const a = JSON.parse(strict.decode(payload));
  if (!Array.isArray(a) || a.length !== 13 || a[0] !== 1) throw new Error("not form 1");
  const [, key, task, organ, organName, premises, premisesName, people, items, grounds, from, to, issued] = a;
  const moment = (minutes) => new Date(minutes * 60000);
  return {
    key, task, organ, organName, premises, premisesName, grounds,
    people: people.map(([name, certificate]) => ({ name, certificate })),
    items: items.map(([code, title]) => ({ code, title })),
    from: moment(from), to: moment(to), issuedAt: moment(issued),
  };
}

/** A JSON Web Key must be a public P-256 key: nothing else is imported. */
function importKey(jwk) {
  const { x, y } = jwk;
  return crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, { name: "ECDSA", namedCurve: "P-256" }, false, ["verify"]);
}

/**
 * What a code is worth.
 * @param {string} text the text of the code, or an address that ends in #text
 * @param {object[]} keys public keys (JSON Web Keys with kid)
 * @param {Date} now
 * @param {string} premises code on the door where it is shown; empty when the owner gave none
 * @returns {Promise<{answer: "genuine"|"too_early"|"over"|"other_premises"|"not_genuine"|"not_a_code", code: object|null}>}
 */
export async function check(text, keys, now = new Date(), premises = "") {
  const whole = text.slice(text.lastIndexOf("#") + 1).trim();
  const parts = whole.split(".");
  if (whole.length > LONGEST || parts.length !== 3 || parts[0] !== "W1") return { answer: "not_a_code", code: null };
  try {
    const code = read(bytesOf(parts[1]));
    const signature = bytesOf(parts[2]);
    const jwk = keys.find((k) => k.kid === code.key);
    const genuine = jwk !== undefined && signature.length === 64
      && await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, await importKey(jwk), signature, new TextEncoder().encode(`${parts[0]}.${parts[1]}`));
    if (!genuine) return { answer: "not_genuine", code: null };
    if (premises.trim() !== "" && premises.trim().toUpperCase() !== code.premises.toUpperCase()) return { answer: "other_premises", code };
    return { answer: now < code.from ? "too_early" : now > code.to ? "over" : "genuine", code };
  } catch {
    return { answer: "not_a_code", code: null };
  }
}

const words = {
  zh: {
    title: "核验检查码", lead: "有人上门检查时，请对方出示检查码，在这里核验。不联网也能用；核验只在您的手机上进行。", camera: "用相机扫", photo: "从照片读取", paste: "粘贴检查码", again: "核验", back: "我的企业（要联网）",
    mine: "您门口的码（只存在这部手机上）", no_code: "照片里没有读到二维码", denied: "没有相机权限；请粘贴，或用手机自带的扫码打开", kept: "这一页已存在手机上，断网也能打开", clock: "按这部手机的时间核验：",
    genuine: "真实：现在可以检查", too_early: "真实，但还没有到批准的时间", over: "真实，但批准的时间已过", other_premises: "真实，但批准的是另一家企业", not_genuine: "不是真的：签名对不上", not_a_code: "这不是检查码",
    no_crypto: "这个浏览器不能核验；请换一个，或拨打 12345", stop: "可以拒绝检查，并拨打 12345", people: "来的人（请对照执法证）", certificate: "执法证", items: "只能查这些", grounds: "理由", premises: "企业", organ: "机关",
    window: "批准的时间", task: "任务", issued: "签发", offline: "在您的手机上核验，没有联网。检查在签发后取消的，断网时看不出来。",
  },
  en: {
    title: "Check an inspection code", lead: "When somebody comes to inspect, let them show the inspection code and check it here. It works without network; nothing leaves your phone.", camera: "Scan with the camera", photo: "Read from a photo", paste: "Paste the inspection code", again: "Check", back: "My business (needs network)",
    mine: "Code on your door (kept on this phone only)", no_code: "No QR code was found in the photo", denied: "No permission for the camera; paste the code, or open it with your phone's own scanner", kept: "This page is kept on your phone and opens without network", clock: "Checked by the clock of this phone:",
    genuine: "Genuine: they may inspect now", too_early: "Genuine, but the approved time has not come", over: "Genuine, but the approved time is over", other_premises: "Genuine, but approved for other premises", not_genuine: "Not genuine: the signature does not fit", not_a_code: "This is not an inspection code",
    no_crypto: "This browser cannot check; use another, or call 12345", stop: "You may refuse the inspection and call 12345", people: "Who may come (compare their cards)", certificate: "Card", items: "They may check only", grounds: "Why", premises: "Business", organ: "Organ",
    window: "Approved time", task: "Task", issued: "Signed", offline: "Checked on your phone, without network. A visit cancelled after signing cannot be seen offline.",
  },
  ar: {
    title: "تحقق من رمز التفتيش", lead: "حين يأتي أحد للتفتيش فليُظهر رمز التفتيش وتحقق منه هنا. يعمل دون شبكة ولا يغادر هاتفك شيء.", camera: "امسح بالكاميرا", photo: "اقرأ من صورة", paste: "ألصق رمز التفتيش", again: "تحقق", back: "منشأتي (تحتاج شبكة)",
    mine: "الرمز على بابك (يُحفظ على هذا الهاتف فقط)", no_code: "لم يُعثر على رمز في الصورة", denied: "لا إذن للكاميرا؛ ألصق الرمز أو افتحه بماسح هاتفك", kept: "هذه الصفحة محفوظة على هاتفك وتُفتح دون شبكة", clock: "جرى التحقق بساعة هذا الهاتف:",
    genuine: "صحيح: يجوز لهم التفتيش الآن", too_early: "صحيح لكن الوقت المعتمد لم يحن", over: "صحيح لكن الوقت المعتمد انتهى", other_premises: "صحيح لكنه معتمد لمنشأة أخرى", not_genuine: "غير صحيح: التوقيع لا يطابق", not_a_code: "هذا ليس رمز تفتيش",
    no_crypto: "لا يستطيع هذا المتصفح التحقق؛ استخدم غيره أو اتصل بـ 12345", stop: "يجوز لك رفض التفتيش والاتصال بـ 12345", people: "من يحق له الحضور (قارن بطاقاتهم)", certificate: "البطاقة", items: "يجوز لهم فحص هذا فقط", grounds: "السبب", premises: "المنشأة", organ: "الجهة",
    window: "الوقت المعتمد", task: "المهمة", issued: "وُقّع", offline: "تم التحقق على هاتفك دون شبكة. لا تظهر دون شبكة زيارةٌ أُلغيت بعد التوقيع.",
  },
};

function element(name, text, attributes = {}, ...children) {
  const e = document.createElement(name);
  if (text !== undefined) e.textContent = text;
  for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
  e.append(...children);
  return e;
}

const time = (d, language) => d.toLocaleString(language === "ar" ? "ar-u-nu-latn" : language, { timeZone: "Asia/Shanghai", dateStyle: "medium", timeStyle: "short" });

function answerOf(result, w, language, now) {
  const code = result.code;
  const good = result.answer === "genuine";
  const nodes = [element("h2", w[result.answer], { class: good ? "check-good" : "check-bad", "data-answer": result.answer })];
  if (!good) nodes.push(element("p", w.stop));
  if (code !== null) {
    const list = element("dl");
    const add = (name, ...values) => {
      list.append(element("dt", name));
      for (const value of values) list.append(element("dd", value, { dir: "auto" }));
    };
    add(w.people, ...code.people.map((p) => `${p.name} · ${w.certificate} ${p.certificate}`));
    add(w.items, ...code.items.map((i) => `${i.code} ${i.title}`.trim()));
    add(w.premises, `${code.premisesName} ${code.premises}`.trim());
    add(w.organ, code.organName);
    add(w.grounds, code.grounds);
    add(w.window, `${time(code.from, language)} – ${time(code.to, language)}`);
    add(w.task, code.task);
    add(w.issued, time(code.issuedAt, language));
    nodes.push(list);
  }
  nodes.push(element("p", `${w.clock} ${time(now, language)}`, { class: "check-small" }), element("p", w.offline, { class: "check-small" }));
  return nodes;
}

// The memory of a phone may be closed to a page (private windows, a saved file): the page then works without it.
const memory = {
  read(name) { try { return localStorage.getItem(name) ?? ""; } catch { return ""; } },
  write(name, value) { try { localStorage.setItem(name, value); } catch { /* nothing is kept */ } },
};

function languageOf() {
  const kept = memory.read("check-language");
  return words[kept] ? kept : (navigator.languages ?? []).map((l) => l.slice(0, 2)).find((l) => words[l]) ?? "zh";
}

/** Fills a place on the page: checks what stands after # in the address, and reads a code from camera, photo or paste. */
export function mount(root) {
  const keys = JSON.parse(root.dataset.keys ?? document.getElementById("check-keys").textContent);
  const detector = "BarcodeDetector" in globalThis ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  let last = "";
  let language = languageOf();

  const run = async (text) => {
    last = text;
    const w = words[language];
    const place = root.querySelector("[role=status]");
    if (!globalThis.crypto?.subtle) return place.replaceChildren(element("h2", w.no_crypto, { class: "check-bad", "data-answer": "no_crypto" }));
    const now = new Date();
    place.replaceChildren(...answerOf(await check(text, keys, now, memory.read("check-premises")), w, language, now));
    place.scrollIntoView({ block: "nearest" });
  };
  const say = (words) => root.querySelector("[role=status]").replaceChildren(element("p", words));

  const camera = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    const video = element("video", undefined, { playsinline: "" });
    video.srcObject = stream;
    root.querySelector("[role=status]").replaceChildren(video);
    await video.play();
    for (let found; video.isConnected; await new Promise((done) => setTimeout(done, 200))) {
      [found] = await detector.detect(video);
      if (found) {
        await run(found.rawValue);
        break;
      }
    }
    stream.getTracks().forEach((track) => track.stop());
  };

  const draw = () => {
    const w = words[language];
    document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
    document.documentElement.dir = language === "ar" ? "rtl" : "ltr";
    document.title = w.title;
    const choose = element("nav", undefined, { "aria-label": "中文 English عربي" });
    for (const [code, name] of [["zh", "中文"], ["en", "English"], ["ar", "عربي"]]) {
      const button = element("button", name, { type: "button", lang: code, "aria-pressed": String(code === language) });
      button.addEventListener("click", () => {
        language = code;
        memory.write("check-language", code);
        draw();
        if (last !== "") run(last);
      });
      choose.append(button);
    }
    const status = element("div", undefined, { role: "status", "aria-live": "polite" });
    const form = element("form");
    const box = element("textarea", undefined, { id: "check-text", rows: "4", autocomplete: "off", spellcheck: "false", dir: "ltr" });
    const mine = element("input", undefined, { id: "check-mine", dir: "ltr", autocomplete: "off", spellcheck: "false", maxlength: "40" });
    mine.value = memory.read("check-premises");
    mine.addEventListener("change", () => {
      memory.write("check-premises", mine.value.trim());
      if (last !== "") run(last);
    });
    if (detector !== null && navigator.mediaDevices) {
      const button = element("button", w.camera, { type: "button", class: "check-first" });
      button.addEventListener("click", () => camera().catch(() => say(w.denied)));
      form.append(button);
    }
    if (detector !== null) {
      const photo = element("input", undefined, { id: "check-photo", type: "file", accept: "image/*" });
      photo.addEventListener("change", async () => {
        const [found] = photo.files.length > 0 ? await detector.detect(await createImageBitmap(photo.files[0])).catch(() => []) : [];
        return found ? run(found.rawValue) : say(w.no_code);
      });
      form.append(element("label", w.photo, { for: "check-photo" }), photo);
    }
    form.append(element("label", w.paste, { for: "check-text" }), box, element("button", w.again, { type: "submit" }), element("label", w.mine, { for: "check-mine" }), mine);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      memory.write("check-premises", mine.value.trim());
      run(box.value);
    });
    root.replaceChildren(choose, element("h1", w.title), element("p", w.lead), status, form, element("p", "", { class: "check-small", id: "check-kept" }), element("p", undefined, {}, element("a", w.back, { href: `/${language}/owner` })));
    navigator.serviceWorker?.ready.then(() => { root.querySelector("#check-kept").textContent = words[language].kept; });
  };

  const fromAddress = () => {
    const said = decodeURIComponent(location.hash.slice(1));
    if (said.startsWith("premises=")) {
      // The owner's page says which language it was read in.
      const [mine, spoken] = said.slice("premises=".length).split("&lang=");
      memory.write("check-premises", mine);
      if (words[spoken]) {
        language = spoken;
        memory.write("check-language", spoken);
      }
      history.replaceState(null, "", location.pathname);
      draw();
    } else if (said !== "") {
      run(said);
    }
  };
  draw();
  addEventListener("hashchange", fromAddress);
  fromAddress();
}

if (typeof document !== "undefined") {
  for (const root of document.querySelectorAll("[data-check-code]")) mount(root);
  if (document.querySelector("[data-check-code]") && navigator.serviceWorker && location.protocol !== "file:") navigator.serviceWorker.register("worker.js").catch(() => { /* the page works while it is open */ });
}
