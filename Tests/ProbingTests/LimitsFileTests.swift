import Pictures
import Story
import Testing

@testable import Probing

@Suite struct LimitsFileTests {
    private func problems(_ text: String) -> [StoryProblem] {
        do throws(LimitsError) {
            _ = try Limits(json: Array(text.utf8))
            return []
        } catch {
            return error.problems
        }
    }

    @Test("Every limit has a name in the file")
    func isComplete() {
        let names = Mirror(reflecting: Limits()).children.compactMap(\.label)
        #expect(Set(names) == Set(LimitField.media.map(\.name) + Limits.groups.map(\.0)))
        let pictures = Mirror(reflecting: PictureLimits()).children.compactMap(\.label)
        #expect(Set(pictures) == Set(LimitField.pictures.map(\.name)))
        let input = Mirror(reflecting: InputLimits()).children.compactMap(\.label)
        #expect(Set(input) == Set(LimitField.input.map(\.name)))
        let work = Mirror(reflecting: WorkLimits()).children.compactMap(\.label)
        #expect(Set(work) == Set(LimitField.work.map(\.name)))
    }

    @Test("Limits written as JSON can be read back")
    func readsItself() throws {
        var limits = Limits()
        limits.videoSide = 1920
        limits.frameRate = 59.94
        limits.movieHeaderBytes = 1 << 33
        limits.pictures.maximumFrames = 7
        limits.work.memoryBytes = 8 << 30
        #expect(try Limits(json: Array(limits.json.utf8)) == limits)
        #expect(try Limits(json: Array(Limits().json.utf8)) == Limits())
        #expect(try Limits(json: Array("{}".utf8)) == Limits())
    }

    @Test("Each name sets its own limit")
    func setsEach() throws {
        for field in LimitField.media {
            let limits = try Limits(json: Array("{\"\(field.name)\": 3}".utf8))
            #expect(field.text(in: limits) == "3")
            #expect(limits != Limits())
        }
        for (group, fields) in Limits.groups {
            for field in fields {
                let value = field.least + 2
                let limits = try Limits(json: Array("{\"\(group)\": {\"\(field.name)\": \(value)}}".utf8))
                #expect(field.text(in: limits) == "\(value)")
                #expect(limits != Limits())
            }
        }
    }

    @Test("All problems are reported at once, with suggestions for misspelt names")
    func tellsProblems() {
        let found = problems(
            #"{"videoSides": 1920, "seconds": "long", "boxes": 0, "pictures": {"maxFrames": 1}}"#)
        #expect(
            found.map(\.path) == ["$.seconds", "$.boxes", "$.pictures.maxFrames", "$.videoSides"])
        #expect(found.map(\.rule) == [.wrongType, .outOfRange, .unknownKey, .unknownKey])
        #expect(found.last?.suggestion == "\"videoSide\"")
        #expect(problems("[").map(\.rule) == [.syntax])
        #expect(problems("[]").map(\.rule) == [.wrongType])
        #expect(problems(#"{"work": {"openFiles": 63, "memoryBytes": 1073741823}}"#).count == 2)
        #expect(problems(#"{"work": {"openFiles": 64, "memoryBytes": 1073741824}}"#).isEmpty)
        #expect(problems(#"{"boxes": 1.5, "streams": 9999999999, "frameRate": -1}"#).count == 3)
    }
}
