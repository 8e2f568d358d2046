import Libav
import Testing

@testable import Probing

@Suite struct CadenceMeterTests {
    @Test("Even distances give a constant rate of the right value")
    func measuresConstant() throws {
        let cadence = try #require(CadenceMeter.cadence((0..<30).map { Double($0) / 30 }, isComplete: true))
        #expect(cadence.frames == 30)
        #expect(abs(cadence.averageRate - 30) < 1e-9)
        #expect(abs(cadence.medianInterval - 1.0 / 30) < 1e-9)
        #expect(!cadence.isVariable)
        #expect(cadence.isComplete)
    }

    @Test("Rounding to milliseconds, as in Matroska, does not make a constant rate variable")
    func toleratesRounding() throws {
        let times = (0..<240).map { (Double($0) * 1000 / 59.94).rounded() / 1000 }
        #expect(try #require(CadenceMeter.cadence(times, isComplete: true)).isVariable == false)
    }

    @Test(
        "Two odd distances in a hundred leave the rate constant, three make it variable",
        arguments: [(2, false), (3, true)])
    func appliesThreshold(odd: Int, isVariable: Bool) throws {
        var times = [0.0]
        for index in 0..<100 { times.append(times[index] + (index < odd ? 0.08 : 0.04)) }
        let cadence = try #require(CadenceMeter.cadence(times, isComplete: true))
        #expect(cadence.isVariable == isVariable)
        #expect(abs(cadence.maximumInterval - 0.08) < 1e-9)
    }

    @Test("One picture, or several at the same time, have no rate")
    func measuresNothing() throws {
        #expect(CadenceMeter.cadence([], isComplete: true) == nil)
        #expect(try #require(CadenceMeter.cadence([1], isComplete: true)).averageRate == 0)
        #expect(try #require(CadenceMeter.cadence([1, 1, 1], isComplete: true)).averageRate == 0)
    }

    @Test("Extreme or equal times neither crash the meter nor fill memory")
    func survivesOddTimes() {
        var packet = Packet()
        var meter = CadenceMeter(timeBase: Rational(1, 1_000_000))
        for time in [Int64.max, Int64.min + 1, 0] {
            packet.pts = time
            packet.duration = Int64.max
            meter.add(packet)
        }
        #expect(meter.cadence(isComplete: true) != nil)
        var still = CadenceMeter(timeBase: Rational(1, 1_000))
        packet.pts = 5
        for _ in 0..<CadenceMeter.enoughPictures { still.add(packet) }
        #expect(still.isFull)
        still.add(packet)
        #expect(still.cadence(isComplete: true)?.frames == CadenceMeter.enoughPictures)
    }

    @Test("Pictures out of order are sorted, and a partial count leaves out those that may lack neighbours")
    func sortsPictures() throws {
        var meter = CadenceMeter(timeBase: Rational(1, 10))
        for (pts, dts) in [(0, 0), (3, 1), (1, 2), (2, 3), (6, 4), (4, 5)] as [(Int64, Int64)] {
            var packet = Packet()
            packet.pts = pts
            packet.dts = dts
            meter.add(packet)
        }
        #expect(meter.cadence(isComplete: true)?.frames == 6)
        let part = try #require(meter.cadence(isComplete: false))
        #expect(part.frames == 5)
        #expect(!part.isVariable)
        #expect(!part.isComplete)
    }
}
