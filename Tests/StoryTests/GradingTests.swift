import Story
import Testing

@Suite struct GradingTests {
    private func media(_ members: String) throws(StoryDocumentError) -> SlideMedia {
        let json = #"{"version":1,"slides":[{"media":{"src":"a.mov",\#(members)}}]}"#
        return try StoryDocument(json: Array(json.utf8)).slides[0].media
    }

    private func problems(_ members: String) -> [StoryProblem] {
        do throws(StoryDocumentError) {
            _ = try media(members)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("A look is a name, a name with an intensity, or several of both in their order")
    func readsLooks() throws {
        #expect(try media(#""look":"vivid""#).grading.looks == [AppliedLook(.vivid)])
        #expect(
            try media(#""look":{"name":"noir","intensity":0.25}"#).grading.looks
                == [AppliedLook(.noir, intensity: 0.25)])
        #expect(
            try media(#""look":["noir",{"name":"vivid","intensity":0}]"#).grading.looks
                == [AppliedLook(.noir), AppliedLook(.vivid, intensity: 0)])
        #expect(try media(#""look":[]"#).grading.looks.isEmpty)
    }

    @Test("Everything about colours survives being written and read again")
    func roundTrips() throws {
        let media = try media(
            #""look":["ink",{"name":"airy","intensity":0.5}],"lut":{"src":"a b.cube","intensity":0.3},"#
                + #""adjust":{"exposure":0.1,"temperature":-0.2,"tint":0.3,"brightness":-0.4,"highlights":0.5,"#
                + #""shadows":-0.6,"contrast":0.7,"saturation":-0.8,"hue":0.9,"fade":1},"#
                + #""effects":{"blur":0.1,"vignette":0.2,"grain":0.3}"#)
        let adjustment = media.grading.adjustment
        #expect(adjustment.exposure == 0.1 && adjustment.hue == 0.9 && adjustment.fade == 1)
        #expect(media.grading.table == LookupTable(src: "a b.cube", intensity: 0.3))
        #expect(media.grading.effects.vignette == 0.2)
        let story = StoryDocument(slides: [Slide(media: media)])
        #expect(try StoryDocument(json: Array(story.canonicalJSON.utf8)) == story)
    }

    @Test("An unknown look is reported with its place and with the look that was probably meant")
    func suggestsLook() {
        let found = problems(#""look":["noir","vivd"]"#)
        #expect(found.map(\.path) == ["$.slides[0].media.look[1]"])
        #expect(found.first?.rule == .badValue && found.first?.suggestion == "\"vivid\"")
        #expect(problems(#""look":{"name":"Noir"}"#).map(\.path) == ["$.slides[0].media.look.name"])
    }

    @Test(
        "A value that is out of range or has the wrong type is reported with its place",
        arguments: [
            (#""look":7"#, "$.slides[0].media.look"), (#""look":[null]"#, "$.slides[0].media.look[0]"),
            (#""look":{"name":"ink","intensity":1.1}"#, "$.slides[0].media.look.intensity"),
            (#""look":{"intensity":1}"#, "$.slides[0].media.look.name"),
            (#""look":{"name":"ink","amount":1}"#, "$.slides[0].media.look.amount"),
            (#""adjust":{"contrast":1.5}"#, "$.slides[0].media.adjust.contrast"),
            (#""adjust":{"fade":-0.5}"#, "$.slides[0].media.adjust.fade"),
            (#""adjust":{"warmth":0.5}"#, "$.slides[0].media.adjust.warmth"),
            (#""lut":{"intensity":1}"#, "$.slides[0].media.lut.src"),
            (#""effects":{"grain":"much"}"#, "$.slides[0].media.effects.grain"),
        ])
    func namesProblems(members: String, path: String) {
        #expect(problems(members).map(\.path) == [path])
    }

    @Test("A slide may have 10 looks and no more")
    func limitsLooks() {
        func looks(_ count: Int) -> String {
            #""look":["# + Array(repeating: #""ink""#, count: count).joined(separator: ",") + "]"
        }
        #expect(problems(looks(10)).isEmpty)
        #expect(problems(looks(11)).map(\.found) == ["an array of 11"])
    }

    @Test("Each look has a sentence")
    func describesLooks() {
        #expect(Look.allCases.count >= 16)
        for look in Look.allCases { #expect(look.summary.hasSuffix("."), "\(look)") }
    }
}
