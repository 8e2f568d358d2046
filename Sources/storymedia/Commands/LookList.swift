import ArgumentParser
import Foundation
import Story

/// The value of `--look`: names of looks, separated by commas, each with or without `=INTENSITY`.
struct LookList {
    let looks: [AppliedLook]

    init(_ text: String) throws {
        looks = try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = halves[0].trimmingCharacters(in: .whitespaces)
            guard let look = Look(rawValue: name) else {
                let names = Look.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("There is no look '\(name)'. The looks are: \(names).")
            }
            guard halves.count == 2 else { return AppliedLook(look) }
            guard let intensity = Double(halves[1]), (0...1).contains(intensity) else {
                throw ValidationError("The intensity of \(name) must be from 0 to 1, not '\(halves[1])'.")
            }
            return AppliedLook(look, intensity: intensity)
        }
    }
}
