import Foundation
import Story
import TestSupport

/// Valid stories, each with something that the others do not have.
enum WellFormedStory {
    static let all: [String] =
        [
            #"{"version":1,"slides":[{}]}"#,
            #"{"version":1.0,"slides":[{"media":{},"overlays":[]}],"preset":"threads"}"#,
            #"{"version":1,"preset":\#(Preset.story.canonicalJSON),"slides":[{}]}"#,
            #"{"version":1,"slides":[{}],"publishAt":"2026-12-01t09:00:00.1239-11:30","expiresAfter":"36h"}"#,
            #"{"version":1,"slides":[{}],"maxSize":"7.5MiB"}"#,
            #"{"version":1,"slides":[{}],"max_size":"500kB","preset":"tiktok-story"}"#,
            #"{"version":1,"clips":[{}],"publish_at":"2026-12-01T09:00:00Z","expires_after":"525600m"}"#,
            #"{"version":1,"slides":[{"media":{"path":"a.mov","from":1,"resizeMode":"contain-blur"}}]}"#,
            #"{"version":1,"slides":[{"media":{"url":"a.mov","time":0.5,"resize_mode":"cover"}},{"media":{"source":"b"}}]}"#,
            #"{"version":1,"slides":[{"elements":[{"type":"text","text":"a","stop":2,"from":1}]}]}"#,
            ##"{"version":1,"slides":[{"layers":[{"type":"text","text":"\u2003a\n\tb","stroke":{"color":"#abc"}}]}]}"##,
            #"{"version":1,"slides":[{"overlays":[{"type":"sticker","path":"ä.png","in":{"animation":"fade"},"out":{"animation":"pop","duration":60}}]}]}"#,
            #"{"version":1,"slides":[{"media":{"start":14400,"duration":0.1,"volume":0,"fit":"blur"},"overlays":[{"type":"text","text":"👩‍👩‍👧","x":-1,"y":2,"width":0.01,"rotation":-360,"opacity":0}]}]}"#,
            #"{"version":1,"slides":[{"overlays":[\#(drawn.joined(separator: ","))]}]}"#,
            #"{"version":1,"slides":[{"media":{"look":"\#(look)","motion":{"type":"kenBurns","direction":"in"},"speed":2},"sound":{"src":"a.m4a","duck":true},"overlays":[{"type":"emoji","emoji":"🔥","x":[{"time":0,"value":0.2},{"time":1,"value":0.8,"easing":"easeOut"}],"opacity":0.5}]}],"loudness":-16,"voice":{"src":"b.m4a","duck":{"amount":-12}}}"#,
            #"{"version":1,"slides":[{"media":{"look":["\#(look)",{"name":"\#(look)","intensity":0.5}],"motion":"kenBurns","lut":{"src":"a.cube"},"effects":{"blur":0.1},"adjust":{"exposure":0.5}}}],"loudness":"off","sound":[{"src":"a.m4a"}]}"#,
            ##"{"version":1,"slides":[{"overlays":[{"type":"text","subtitles":"a.srt"},{"type":"text","subtitles":{"src":"b.vtt","offset":-0.5},"captions":{"mode":"word"},"highlight":{"words":["a"],"color":"#abc"}}]}]}"##,
            #"{"version":1,"joined":true,"slides":[{},{"media":{"src":"b"},"transition":"cut"},{"media":{"src":"c"},"transition":{"kind":"wipeUp","duration":5,"easing":"bounce"}}]}"#,
            ##"{"version":1,"fonts":[{"src":"a.otf"},{"path":"b.ttc","family":"B","weight":1000,"italic":true}],"styles":{"big-1":{"style":"meme","color":"#abc","font":{"src":"c.woff2","axes":{"wght":650,"opsz":-1.5}}}},"slides":[{"overlays":[{"type":"text","text":"a","style":"big-1","font":{"variations":{}}}]}]}"##,
        ] + Fixture.stories

    private static let look = Look.allCases[0].rawValue

    /// One of each kind of drawn sticker.
    private static let drawn = [
        #"{"type":"addYours","prompt":"Your desk"}"#, #"{"type":"arrow","direction":"up","label":"Tap"}"#,
        #"{"type":"countdown","title":"Sale","endsAt":"2026-12-24T18:00:00+01:00"}"#,
        #"{"type":"emoji","emoji":"🔥"}"#,
        #"{"type":"emojiSlider","question":"How?","emoji":"😍","value":0.5}"#,
        ##"{"type":"hashtag","tag":"#travel"}"##, #"{"type":"mention","handle":"anna"}"#,
        #"{"type":"link","url":"https://example.com","label":"Shop"}"#,
        #"{"type":"location","name":"Köln","latitude":50.9,"longitude":7}"#,
        #"{"type":"music","title":"Song","artist":"Someone","cover":"a.jpg"}"#,
        #"{"type":"poll","question":"Which?","options":["Red","Blue"]}"#,
        #"{"type":"question","prompt":"Ask me"}"#,
        #"{"type":"quiz","question":"Where?","options":["Here","There"],"answer":1}"#,
        #"{"type":"time","format":"time","at":"2026-12-24T18:00:00Z","zone":"+01:00"}"#,
    ]
}

extension Fixture {
    /// The JSON story documents among the fixtures that need no brand's kit.
    static var stories: [String] {
        let folder = Fixture.path("stories")
        func files(in folder: String, ending suffix: String) -> [String] {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
        }
        let paths = files(in: Fixture.folder, ending: "-story.json") + files(in: folder, ending: ".json")
        return paths.compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
            .filter { !$0.contains(#""brand""#) }
    }
}
